/** Tests of the map of Bing tiles without an engine. */
@NullMarked
package dev.tarn.query.trino.geospatial;

import org.jspecify.annotations.NullMarked;
