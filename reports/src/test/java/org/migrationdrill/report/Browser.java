package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium with a profile of its own, which notes every request and everything on the console. */
final class Browser implements AutoCloseable {
    /** {@code -Ddrill.require=browser}: where there is no Chromium, the test fails. */
    private static final String REQUIRE = "drill.require";

    private static final List<String> CHROMIUM = List.of("chromium", "chromium-browser", "google-chrome");
    /** It warns of each Chromium newer than itself, for the sake of what is not used here. Held, or else it would be forgotten. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromedriver) {
        DEVTOOLS.setLevel(Level.SEVERE);
        // Named, or else Selenium would look for a driver to download.
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options(chromium));
    }

    /** Starts one, or says loudly why the test does not run. */
    static Browser start() {
        var chromium = CHROMIUM.stream().flatMap(name -> onPath(name).stream()).findFirst();
        var chromedriver = onPath("chromedriver");
        if (chromium.isPresent() && chromedriver.isPresent()) {
            return new Browser(chromium.get(), chromedriver.get());
        }
        String why =
                "THE BROWSER TEST DID NOT RUN: chromium or chromedriver is not on the PATH. On Debian: apt-get install "
                        + "chromium chromium-driver. -D" + REQUIRE + "=browser makes this a failure.";
        if (List.of(System.getProperty(REQUIRE, "").split(",")).contains("browser")) {
            return fail(why);
        }
        System.err.println(why);
        return Assumptions.abort(why);
    }

    private static Optional<Path> onPath(String name) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Root needs no-sandbox; the rest keeps the browser from asking its maker for anything. */
    private static ChromeOptions options(Path chromium) {
        var notes = new LoggingPreferences();
        notes.enable(LogType.BROWSER, Level.ALL);
        notes.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                // A page that is still scrolling is clicked beside.
                "--force-prefers-reduced-motion",
                "--window-size=1280,900");
        options.setCapability("goog:loggingPrefs", notes);
        return options;
    }

    void open(Path page) {
        consoleMessages();
        requests();
        driver.get(page.toUri().toString());
    }

    /** Since the last time. */
    List<String> consoleMessages() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .map(LogEntry::toString)
                .toList();
    }

    /** Addresses that were asked for since the last time. */
    List<String> requests() {
        return StreamSupport.stream(
                        driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
                .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asString().equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url"))
                .map(JsonNode::asString)
                .toList();
    }

    void prefers(String scheme) {
        emulate("", scheme);
    }

    void prints() {
        emulate("print", "light");
    }

    private void emulate(String media, String scheme) {
        var feature = Map.<String, Object>of("name", "prefers-color-scheme", "value", scheme);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", media, "features", List.of(feature)));
    }

    void isWide(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    void runsScripts(boolean runs) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !runs));
    }

    WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> elements(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return elements(selector).stream().map(WebElement::getText).toList();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    Object ask(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments), script);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
