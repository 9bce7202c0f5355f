/**
 * Faults that are asked for, so that clients can test how they bear them: errors and throttling of
 * chosen calls, delays, broken connections, queries that wait or run for long, a clock that is
 * wrong. {@link dev.tarn.server.fault.FaultPlan} holds what is to happen; there is nothing in it
 * until somebody, over HTTP or in Java, adds a {@link dev.tarn.server.fault.Fault}.
 */
@NullMarked
package dev.tarn.server.fault;

import org.jspecify.annotations.NullMarked;
