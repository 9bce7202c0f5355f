/**
 * What {@code tarn demo} does once the server runs: an ordinary client program that knows nothing
 * but the endpoint. It uploads a small lake with the AWS SDK, registers it in Glue, queries it
 * through Athena, prints statements and results, and checks every row against what the generated
 * data must give.
 */
@NullMarked
package dev.tarn.server.demo;

import org.jspecify.annotations.NullMarked;
