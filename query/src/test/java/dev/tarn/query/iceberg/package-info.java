/** Tests of what is done for Iceberg tables beside the engine. */
@NullMarked
package dev.tarn.query.iceberg;

import org.jspecify.annotations.NullMarked;
