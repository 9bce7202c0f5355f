package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineCatalogs;
import io.trino.plugin.base.security.AllowAllSystemAccessControl;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.security.AccessDeniedException;
import io.trino.spi.security.Identity;
import io.trino.spi.security.SystemSecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a statement do anything with the data and nothing with the engine: one catalog is listed,
 * Trino's own {@code system} catalog does not exist, and catalogs and users stay as they are.
 */
final class CatalogVisibility extends AllowAllSystemAccessControl {
  private static final Set<String> REACHABLE =
      Set.of(EngineCatalogs.VISIBLE, EngineCatalogs.ICEBERG);

  /**
   * Also asked about one catalog at a time, before columns of a table in it are listed: those of
   * Iceberg tables are in the hidden one.
   */
  @Override
  public Set<String> filterCatalogs(SystemSecurityContext context, Set<String> catalogs) {
    if (catalogs.equals(Set.of(EngineCatalogs.ICEBERG))) {
      return catalogs;
    }
    return catalogs.contains(EngineCatalogs.VISIBLE) ? Set.of(EngineCatalogs.VISIBLE) : Set.of();
  }

  @Override
  public boolean canAccessCatalog(SystemSecurityContext context, String catalogName) {
    if (!REACHABLE.contains(catalogName)) {
      throw new TrinoException(
          StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '%s' not found".formatted(catalogName));
    }
    return true;
  }

  @Override
  public void checkCanCreateCatalog(SystemSecurityContext context, String catalog) {
    AccessDeniedException.denyCreateCatalog(catalog);
  }

  @Override
  public void checkCanDropCatalog(SystemSecurityContext context, String catalog) {
    AccessDeniedException.denyDropCatalog(catalog);
  }

  @Override
  public void checkCanImpersonateUser(Identity identity, String userName) {
    AccessDeniedException.denyImpersonateUser(identity.getUser(), userName);
  }

  @Override
  @Deprecated
  public void checkCanSetUser(Optional<Principal> principal, String userName) {
    if (!userName.equals(EngineSession.USER)) {
      AccessDeniedException.denySetUser(principal, userName);
    }
  }

  @Override
  public void checkCanReadSystemInformation(Identity identity) {
    AccessDeniedException.denyReadSystemInformationAccess();
  }

  @Override
  public void checkCanWriteSystemInformation(Identity identity) {
    AccessDeniedException.denyWriteSystemInformationAccess();
  }
}
