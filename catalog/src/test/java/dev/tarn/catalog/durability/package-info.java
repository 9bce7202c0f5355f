/** What a catalog keeps when its process is killed, its disk fails or its files are damaged. */
@NullMarked
package dev.tarn.catalog.durability;

import org.jspecify.annotations.NullMarked;
