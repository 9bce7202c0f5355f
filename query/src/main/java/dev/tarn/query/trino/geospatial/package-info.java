/**
 * The geometry type and the {@code ST_*} functions of Athena over JTS, and Bing tiles. Trino's own
 * plugin with them is in no public repository; the values are stored as its toolkit stores them, so
 * that its spatial joins work. Functions of KML and of legacy binaries are not here: calling one
 * fails as that of any unknown function does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/athena/latest/ug/geospatial-functions-v3.html">Athena</a>
 * @see <a href="https://trino.io/docs/current/functions/geospatial.html">Trino</a>
 */
@NullMarked
package dev.tarn.query.trino.geospatial;

import org.jspecify.annotations.NullMarked;
