/**
 * Tags of Athena resources: work groups, data catalogs and capacity reservations. Resources are
 * named by ARN; whether one exists is asked of its owner.
 */
@NullMarked
package dev.tarn.query.tag;

import org.jspecify.annotations.NullMarked;
