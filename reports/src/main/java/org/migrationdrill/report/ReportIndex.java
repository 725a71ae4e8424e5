package org.migrationdrill.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The list of all drills whose reports stand in the folders of one folder, as a page for a browser. It is made from the {@code
 * report.json} files that are there, so it is right after a run of some drills only, and after one that was cut short. Stateless
 * and safe for use by several threads.
 */
public final class ReportIndex {
    /** The page's name. */
    public static final String NAME = "index.html";

    private ReportIndex() {}

    /**
     * Writes the list into the folder. A report that can't be read is in the list as one that can't be read.
     *
     * @param folder that of all drills: each has its report in a folder of its own in it
     * @throws IOException when the folder can't be read or the page can't be written; an earlier page is then still there
     */
    public static Path write(Path folder) throws IOException {
        return WholeFile.replace(folder.resolve(NAME), render(folder));
    }

    private static String render(Path folder) throws IOException {
        var drills = drills(folder);
        return HtmlShell.page("Migration drills", html -> {
            html.open("header");
            HtmlShell.bar(html);
            html.element("h1", "Migration drills");
            html.element("p", IndexTable.summary(drills), "class", "summary").close();
            html.line().open("main");
            IndexTable.write(drills, html);
            html.close();
        });
    }

    private static List<ListedDrill> drills(Path folder) throws IOException {
        var drills = new ArrayList<ListedDrill>();
        try (var below = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var drill : below) {
                if (Files.exists(drill.resolve(ReportFiles.JSON_NAME))) {
                    drills.add(ListedDrill.read(drill));
                }
            }
        }
        drills.sort(Comparator.comparing(ListedDrill::isFine).thenComparing(ListedDrill::folder));
        return drills;
    }
}
