/**
 * Capacity reservations: named amounts of processing capacity, and the work groups that are to use
 * them. They are kept as AWS keeps them, but there is nothing to reserve on one machine: a
 * reservation is allocated as soon as it is asked for, and queries run the same with and without.
 */
@NullMarked
package dev.tarn.query.capacity;

import org.jspecify.annotations.NullMarked;
