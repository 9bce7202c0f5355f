@NullMarked
package dev.tarn.query.trino.task;

import org.jspecify.annotations.NullMarked;
