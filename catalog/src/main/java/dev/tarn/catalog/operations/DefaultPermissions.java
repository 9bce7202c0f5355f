package dev.tarn.catalog.operations;

import java.util.List;
import software.amazon.awssdk.services.glue.model.Permission;
import software.amazon.awssdk.services.glue.model.PrincipalPermissions;

/** What Lake Formation's defaults grant. */
final class DefaultPermissions {
  /** On new tables of a database. */
  static final List<PrincipalPermissions> OF_TABLES =
      List.of(
          PrincipalPermissions.builder()
              .principal(p -> p.dataLakePrincipalIdentifier("IAM_ALLOWED_PRINCIPALS"))
              .permissions(Permission.ALL)
              .build());

  private DefaultPermissions() {}
}
