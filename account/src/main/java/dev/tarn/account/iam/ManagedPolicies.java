package dev.tarn.account.iam;

import java.util.Optional;
import software.amazon.awssdk.services.iam.model.Policy;

/** Finds managed policies by ARN, the account's own and AWS's. */
final class ManagedPolicies {
  private ManagedPolicies() {}

  static Optional<Policy> find(IamFiles files, String arn) {
    Optional<Policy> ofAws = AwsManagedPolicies.find(arn);
    if (ofAws.isPresent()) {
      return ofAws;
    }
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return files.policies().find(IamFiles.key(name)).filter(policy -> policy.arn().equals(arn));
  }

  /** A policy that can be attached, or the answer that there is none. */
  static Policy attachable(IamFiles files, String arn) {
    return find(files, arn)
        .orElseThrow(() ->
            IamErrors.noSuchEntity("Policy " + arn + " does not exist or is not attachable."));
  }

  /** How many have the policy. */
  static int attachments(IamFiles files, String arn) {
    return (int)
        files.attached().all().values().stream()
            .filter(attached -> attached.policyArn().equals(arn))
            .count();
  }

  /** How many roles and users have the policy as their boundary. */
  static int boundaries(IamFiles files, String arn) {
    long roles =
        files.roles().all().values().stream()
            .filter(role ->
                role.permissionsBoundary() != null
                    && role.permissionsBoundary().permissionsBoundaryArn().equals(arn))
            .count();
    long users =
        files.users().all().values().stream()
            .filter(user ->
                user.permissionsBoundary() != null
                    && user.permissionsBoundary().permissionsBoundaryArn().equals(arn))
            .count();
    return (int) (roles + users);
  }
}
