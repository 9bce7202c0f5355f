/**
 * The AWS Query protocol, which STS and IAM speak, and EC2's form of it: requests are forms whose
 * parameter names are paths into the model, answers are XML. Reads and writes the same model
 * classes by the same metadata as the JSON codec.
 */
@NullMarked
package dev.tarn.protocol.query;

import org.jspecify.annotations.NullMarked;
