/** AVRO definitions, with Apache Avro's own parser and rules of schema resolution. */
@NullMarked
package dev.tarn.catalog.schema.definition.avro;

import org.jspecify.annotations.NullMarked;
