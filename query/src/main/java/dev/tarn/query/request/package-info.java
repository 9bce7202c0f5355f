/**
 * What every operation does with its request before its own work: the constraints that Athena's
 * framework checks, with its texts and its order, and the pages of listings.
 */
@NullMarked
package dev.tarn.query.request;

import org.jspecify.annotations.NullMarked;
