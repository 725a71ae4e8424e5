package org.migrationdrill.report;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A rendered page as a tree. What is not well-formed does not become one. */
record ParsedPage(String text, Document tree) {
    private static final Pattern CODE = Pattern.compile("(?s)(<(style|script)[^>]*>)(.*?)(</\\2>)");

    static ParsedPage of(String html) {
        String markup = CODE.matcher(html.replaceFirst("<!DOCTYPE html>", "")).replaceAll("$1$4");
        try {
            var source = new InputSource(new StringReader(markup));
            return new ParsedPage(
                    html,
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source));
        } catch (Exception e) {
            throw new AssertionError("The page is not well-formed", e);
        }
    }

    /** The report that the page carries. */
    DrillReport embedded() {
        return CODE.matcher(text)
                .results()
                .filter(code -> code.group(1).contains("id=\"report\""))
                .map(code -> ReportJson.read(code.group(3)))
                .findFirst()
                .orElseThrow();
    }

    Stream<Element> all(String name) {
        return elements(tree.getElementsByTagName(name));
    }

    Element byId(String id) {
        return all("*").filter(one -> one.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Element> all(Element within, String name) {
        return elements(within.getElementsByTagName(name));
    }

    static List<String> cells(Element row) {
        return elements(row.getChildNodes()).map(Element::getTextContent).toList();
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
