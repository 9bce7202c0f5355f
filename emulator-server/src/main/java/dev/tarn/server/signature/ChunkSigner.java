package dev.tarn.server.signature;

/** The chain of signatures over the pieces of a body, each of which covers the one before. */
final class ChunkSigner {
  private final Signed signed;
  private final byte[] key;
  private String previous;

  ChunkSigner(Signed signed, byte[] key) {
    this.signed = signed;
    this.key = key.clone();
    this.previous = signed.signature();
  }

  /** The signature of the next chunk; it is the last one's predecessor from now on. */
  String next(String sha256OfData) {
    return sign("AWS4-HMAC-SHA256-PAYLOAD", Digests.EMPTY_SHA256 + "\n" + sha256OfData);
  }

  /** The signature of the headers after the last chunk. */
  String trailer(String sha256OfHeaders) {
    return sign("AWS4-HMAC-SHA256-TRAILER", sha256OfHeaders);
  }

  private String sign(String algorithm, String what) {
    String text =
        algorithm
            + "\n"
            + signed.timestamp()
            + "\n"
            + signed.scope()
            + "\n"
            + previous
            + "\n"
            + what;
    previous = Digests.hex(Digests.hmac(key, text));
    return previous;
  }
}
