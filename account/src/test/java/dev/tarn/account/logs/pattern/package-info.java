/** Tests of filter patterns. */
@NullMarked
package dev.tarn.account.logs.pattern;

import org.jspecify.annotations.NullMarked;
