/** The container image in tests: {@link dev.tarn.testcontainers.TarnContainer}. */
@NullMarked
package dev.tarn.testcontainers;

import org.jspecify.annotations.NullMarked;
