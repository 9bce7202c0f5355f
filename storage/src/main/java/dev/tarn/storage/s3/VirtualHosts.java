package dev.tarn.storage.s3;

import dev.tarn.storage.BucketNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bucket in a host name such as {@code bucket.localhost}. */
public final class VirtualHosts {

  /** The longer first: a bucket may have dots. */
  private static final List<String> DOMAINS = List.of(".s3.localhost", ".localhost");

  /** Empty for path style. */
  public Optional<String> bucketOf(@Nullable String hostHeader) {
    if (hostHeader == null) {
      return Optional.empty();
    }
    int colon = hostHeader.lastIndexOf(':');
    String host =
        (colon < 0 ? hostHeader : hostHeader.substring(0, colon)).toLowerCase(Locale.ROOT);
    for (String domain : DOMAINS) {
      if (host.endsWith(domain)) {
        String bucket = host.substring(0, host.length() - domain.length());
        return BucketNames.isValid(bucket) ? Optional.of(bucket) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
