/**
 * How the engine reads tables whose SerDe Trino does not have, or has differently from Athena.
 * Trino only plans tables of the SerDes in its own list, so its Glue client is given such tables
 * under the name of a SerDe that behaves alike towards the planner, with an input format that only
 * the readers here accept; the catalog itself never sees these names. The readers are built on
 * Trino's own for lines, compression, headers and footers. Ion is written here too: new tables of
 * it come from the dialect with parameters that {@link dev.tarn.query.engine.IonTables} names.
 */
@NullMarked
package dev.tarn.query.trino.serde;

import org.jspecify.annotations.NullMarked;
