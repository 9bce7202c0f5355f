/**
 * Programs of users. They know nothing of Tarn but the address of its port; with another endpoint
 * and real credentials they run against AWS.
 */
@NullMarked
package dev.tarn.examples;

import org.jspecify.annotations.NullMarked;
