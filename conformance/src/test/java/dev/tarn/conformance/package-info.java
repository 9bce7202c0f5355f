/**
 * Drives the built distribution through its port with clients that others wrote: the AWS SDKs, the
 * AWS CLI and the libraries on top of them. Holds no production code and looks into no other
 * module.
 */
@NullMarked
package dev.tarn.conformance;

import org.jspecify.annotations.NullMarked;
