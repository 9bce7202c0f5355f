/**
 * Stands in for the one type of Coral that Trino's Hive connector names in a signature it loads for
 * every table. Coral itself (29 MB) translates views written in HiveQL, which Athena does not have.
 */
@NullMarked
package com.linkedin.coral.common;

import org.jspecify.annotations.NullMarked;
