/** Tests of the embedded Trino; one engine serves all of them. */
@NullMarked
package dev.tarn.query.trino;

import org.jspecify.annotations.NullMarked;
