/** Tests of the readers of SerDes that Trino does not have. */
@NullMarked
package dev.tarn.query.trino.serde;

import org.jspecify.annotations.NullMarked;
