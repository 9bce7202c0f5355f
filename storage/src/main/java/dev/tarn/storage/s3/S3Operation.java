package dev.tarn.storage.s3;

import java.io.IOException;

/** Serves one S3 operation: reads the request and answers it, or throws an S3Exception. */
@FunctionalInterface
interface S3Operation {
  void serve(S3Exchange exchange) throws IOException;
}
