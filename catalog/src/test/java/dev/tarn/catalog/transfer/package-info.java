@NullMarked
package dev.tarn.catalog.transfer;

import org.jspecify.annotations.NullMarked;
