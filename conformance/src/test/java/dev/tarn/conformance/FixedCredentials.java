package dev.tarn.conformance;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Any credentials do. Libraries that take the name of a provider make it with {@link #create}. */
public final class FixedCredentials implements AwsCredentialsProvider {
  private FixedCredentials() {}

  /** Found by its name. */
  public static FixedCredentials create() {
    return new FixedCredentials();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return AwsBasicCredentials.create("any", "any");
  }
}
