package org.migrationdrill.report;

import java.util.function.Consumer;

/**
 * What every page of the reports has around it: style and script of their own inside, and a policy by which the browser runs
 * nothing else and asks nobody for anything.
 */
final class HtmlShell {
    private HtmlShell() {}

    static String page(String title, Consumer<Html> body) {
        String style = OwnResource.text("report.css");
        String script = OwnResource.text("report.js");
        var html = new Html();
        html.open("html", "lang", "en").line();
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script))
                .line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.element("title", title).line();
        html.own("style", style).line();
        html.close().line().open("body").line();
        body.accept(html);
        html.line().own("script", script).line().close().line().close();
        return html.document();
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; style-src " + OwnResource.policySource(style) + "; script-src "
                + OwnResource.policySource(script) + "; base-uri 'none'; form-action 'none'";
    }

    /** A bar with the tool's name and, where there is a script, the choice between light and dark. */
    static void bar(Html html) {
        html.open("div", "class", "bar").element("span", "Migration Drill", "class", "tool");
        html.element("button", "Light or dark", "type", "button", "id", "theme", "hidden", "hidden");
        html.close();
    }
}
