/**
 * The port behind which SQL is executed. Nothing here names an engine's own classes: an adapter
 * takes final SQL, hands rows over as Athena's value text, and reports failures and statistics as
 * plain records. A query is created first, so that its id is known, and runs when it is told to; it
 * never holds a whole result, the sink sets the pace. Statements reach the engine after the dialect
 * has rewritten them; {@link dev.tarn.query.engine.EngineCatalogs} names the catalogs they may use.
 */
@NullMarked
package dev.tarn.query.engine;

import org.jspecify.annotations.NullMarked;
