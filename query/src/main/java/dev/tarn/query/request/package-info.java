/**
 * What every operation does with its request before its own work: the constraints that Athena's
 * framework checks, with its texts and its order, and the opaque tokens that page through listings.
 * Tokens carry their own state, so that they are good after a restart.
 */
@NullMarked
package dev.tarn.query.request;

import org.jspecify.annotations.NullMarked;
