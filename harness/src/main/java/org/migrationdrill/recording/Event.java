package org.migrationdrill.recording;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One observation of a drill, in the order of the recording. Lists and maps keep the order in which things were seen. Durations
 * are milliseconds. {@code phase} is a phase's name; {@code moment} is {@code before}, {@code <step> forward}, {@code <step>
 * reverse} or {@code after}.
 *
 * <p>A kind of event is a record in the family of what it is about, and its word in the recording is in the list here. Recordings that
 * are there already are read again, so a word stays, and so does a component's name; a new component has to do without a value.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DrillEvent.DrillStarted.class, name = "drill-started"),
    @JsonSubTypes.Type(value = DrillEvent.ServerStarted.class, name = "server-started"),
    @JsonSubTypes.Type(value = DrillEvent.GoldenCopyBuilt.class, name = "golden-copy-built"),
    @JsonSubTypes.Type(value = PhaseEvent.PhaseStarted.class, name = "phase-started"),
    @JsonSubTypes.Type(value = PhaseEvent.StepRan.class, name = "step-ran"),
    @JsonSubTypes.Type(value = PhaseEvent.SuiteRan.class, name = "suite-ran"),
    @JsonSubTypes.Type(value = PhaseEvent.RowsCompared.class, name = "rows-compared"),
    @JsonSubTypes.Type(value = PhaseEvent.CheckRan.class, name = "check-ran"),
    @JsonSubTypes.Type(value = PhaseEvent.InvalidIndexesSeen.class, name = "invalid-indexes-seen"),
    @JsonSubTypes.Type(value = PhaseEvent.PhaseEnded.class, name = "phase-ended"),
    @JsonSubTypes.Type(value = PhaseEvent.PartialFailureSeen.class, name = "partial-failure-seen"),
    @JsonSubTypes.Type(value = RollbackEvent.RolledBack.class, name = "rolled-back"),
    @JsonSubTypes.Type(value = RollbackEvent.NewWritesSeen.class, name = "new-writes-seen"),
    @JsonSubTypes.Type(value = RollbackEvent.RefusalSeen.class, name = "rollback-refusal-seen"),
    @JsonSubTypes.Type(value = RollbackEvent.ReverseTried.class, name = "reverse-tried"),
    @JsonSubTypes.Type(value = RollbackEvent.Reapplied.class, name = "reapplied"),
    @JsonSubTypes.Type(value = LoadEvent.LoadStarted.class, name = "load-started"),
    @JsonSubTypes.Type(value = LoadEvent.LoadMoment.class, name = "load-moment"),
    @JsonSubTypes.Type(value = LoadEvent.LoadStepRan.class, name = "load-step-ran"),
    @JsonSubTypes.Type(value = LoadEvent.LockWaited.class, name = "lock-waited"),
    @JsonSubTypes.Type(value = LoadEvent.AdversaryRan.class, name = "adversary-ran"),
    @JsonSubTypes.Type(value = LoadEvent.TrafficSeen.class, name = "traffic-seen"),
    @JsonSubTypes.Type(value = LoadEvent.TrafficTimeline.class, name = "traffic-timeline"),
    @JsonSubTypes.Type(value = LoadEvent.OperationErrors.class, name = "operation-errors"),
    @JsonSubTypes.Type(value = LoadEvent.GeneratorLate.class, name = "generator-late"),
    @JsonSubTypes.Type(value = LoadEvent.LoadEnded.class, name = "load-ended"),
    @JsonSubTypes.Type(value = DrillEvent.NotDrilled.class, name = "not-drilled"),
    @JsonSubTypes.Type(value = DrillEvent.Aborted.class, name = "aborted"),
    @JsonSubTypes.Type(value = DrillEvent.DrillEnded.class, name = "drill-ended")
})
public sealed interface Event permits DrillEvent, PhaseEvent, RollbackEvent, LoadEvent {}
