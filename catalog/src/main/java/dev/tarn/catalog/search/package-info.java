/**
 * What SearchTables means by matching: words of a search text, filters that compare names token by
 * token and times by value, and orders that pages can go on in.
 */
@NullMarked
package dev.tarn.catalog.search;

import org.jspecify.annotations.NullMarked;
