package org.migrationdrill.report;

final class MermaidGantt {
    private MermaidGantt() {}

    static String of(LoadReport load) {
        return "";
    }
}
