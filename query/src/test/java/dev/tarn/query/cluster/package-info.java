/** The external engine against a server that speaks just enough of Trino's protocol. */
@NullMarked
package dev.tarn.query.cluster;

import org.jspecify.annotations.NullMarked;
