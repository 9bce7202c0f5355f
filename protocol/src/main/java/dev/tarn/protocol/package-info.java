/**
 * AWS wire protocols without any service: bodies are read and written by the metadata of the AWS
 * SDK model classes, so there is no second set of types. Holds the operation table that joins an
 * operation name to its request type and its method, and the one place where exceptions become wire
 * errors. Knows neither HTTP server nor file, and depends on no other module.
 */
@NullMarked
package dev.tarn.protocol;

import org.jspecify.annotations.NullMarked;
