package org.migrationdrill.rehearsal;

import org.migrationdrill.fixture.EdgeValue;

/** One run of an operation in which one parameter has an edge value and the others have ordinary ones. */
record EdgeRun(String parameter, EdgeValue value) {}
