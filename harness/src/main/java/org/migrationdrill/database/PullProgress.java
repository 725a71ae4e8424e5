package org.migrationdrill.database;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Tells how far the pull of an image is, of all its layers together, and only what is new. */
final class PullProgress extends ResultCallback.Adapter<PullResponseItem> {
    private static final String DOWNLOADING = "Downloading";
    private static final Set<String> COMPLETE =
            Set.of("Verifying Checksum", "Download complete", "Extracting", "Pull complete", "Already exists");
    private static final long MEGABYTE = 1_000_000;

    private final String what;
    private final Consumer<String> progress;
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private String told = "";

    PullProgress(String image, Consumer<String> progress) {
        this.what = "pulling the image " + image;
        this.progress = progress;
        tell(what);
    }

    @Override
    public void onNext(PullResponseItem item) {
        if (item.getErrorDetail() != null) {
            onError(new IllegalStateException(item.getErrorDetail().getMessage()));
        } else if (item.getId() != null && item.getStatus() != null) {
            layers.merge(item.getId(), Layer.of(item), Layer::then);
            tell(what + share());
        }
    }

    /** The engine learns a layer's size when it begins with it, so the whole grows at first. */
    private String share() {
        long all = layers.values().stream().mapToLong(Layer::bytes).sum();
        long had = layers.values().stream().mapToLong(Layer::had).sum();
        return all == 0 ? "" : ": " + had / MEGABYTE + " of " + (all + MEGABYTE - 1) / MEGABYTE + " MB";
    }

    private void tell(String text) {
        if (!text.equals(told)) {
            told = text;
            progress.accept(text);
        }
    }

    /** How much of a layer came; both are 0 before that is known. */
    private record Layer(long had, long bytes, boolean complete) {
        static Layer of(PullResponseItem item) {
            var detail = item.getProgressDetail();
            return !DOWNLOADING.equals(item.getStatus())
                            || detail == null
                            || detail.getCurrent() == null
                            || detail.getTotal() == null
                    ? new Layer(0, 0, COMPLETE.contains(item.getStatus()))
                    : new Layer(detail.getCurrent(), detail.getTotal(), false);
        }

        /** What comes after the download, such as unpacking, has other numbers, and says that all of it came. */
        Layer then(Layer next) {
            if (next.bytes > 0) {
                return next;
            }
            return next.complete ? new Layer(bytes, bytes, true) : this;
        }
    }
}
