/**
 * Tasks of Trino inside its coordinator's process: what Trino sends as JSON over HTTP to a worker
 * is handed to the task manager of the same process as objects.
 */
@NullMarked
package dev.tarn.query.trino.task;

import org.jspecify.annotations.NullMarked;
