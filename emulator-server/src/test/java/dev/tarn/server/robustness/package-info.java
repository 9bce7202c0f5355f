/** What every registered operation must bear, whatever its module. */
@NullMarked
package dev.tarn.server.robustness;

import org.jspecify.annotations.NullMarked;
