/**
 * What a schema definition means, whatever its data format: whether it is valid, when two
 * definitions are the same, whether data written with one can be read with the other, and which
 * table columns it describes. Each data format has a package below this one; none of them knows of
 * registries or files.
 */
@NullMarked
package dev.tarn.catalog.schema.definition;

import org.jspecify.annotations.NullMarked;
