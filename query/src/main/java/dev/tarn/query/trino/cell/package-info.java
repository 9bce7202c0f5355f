/**
 * Athena's text of a value, made directly from Trino's columnar blocks: what GetQueryResults shows
 * and the result file holds. A renderer is chosen once a column, by type; a cell then costs no
 * reflection and no boxing. Nested values are Java's own {@code [1, 2]} and {@code {a=1}}, lossy as
 * they are in Athena.
 */
@NullMarked
package dev.tarn.query.trino.cell;

import org.jspecify.annotations.NullMarked;
