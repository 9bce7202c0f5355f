/**
 * The golden suite: statements in data files ({@code src/test/resources/golden}), each with what
 * Athena answers to it, run on the built server through the stock SDK clients. A file is one area
 * with a database and a prefix of its own; {@link dev.tarn.conformance.golden.GoldenReader} reads
 * it, {@link dev.tarn.conformance.golden.StatementRun} runs one statement, and one class for each
 * kind of answer compares. Expected values come from AWS's documentation or from measurements on
 * the service; where neither is known, a case says {@code uncertain} and why.
 */
@NullMarked
package dev.tarn.conformance.golden;

import org.jspecify.annotations.NullMarked;
