package dev.tarn.account.iam;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.Policy;

/** Permissions boundaries of roles and users: kept, not enforced. */
final class Boundaries {
  static final @Nullable AttachedPermissionsBoundary NONE = null;

  private final IamFiles files;

  Boundaries(IamFiles files) {
    this.files = files;
  }

  /** The boundary that the policy makes, which must exist. */
  @Nullable AttachedPermissionsBoundary of(@Nullable String policyArn) {
    if (policyArn == null) {
      return NONE;
    }
    Policy policy =
        ManagedPolicies.find(files, policyArn)
            .orElseThrow(() ->
                IamErrors.noSuchEntity(
                    "Scope ARN: " + policyArn + " does not exist or is not attachable."));
    return AttachedPermissionsBoundary.builder()
        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
        .permissionsBoundaryArn(policy.arn())
        .build();
  }
}
