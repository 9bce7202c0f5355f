package dev.tarn.query.failure;

/** The warnings that Athena adds when a failed statement may have left data files behind. */
public final class LeftoverData {
  private static final String NOT_DELETED = "Athena will not delete data in your account.";

  private LeftoverData() {}

  /** For CREATE TABLE AS; the location is {@code <prefix>tables/<id>}. */
  public static String ofCreateTableAs(String location) {
    return "You may need to manually clean the data at location '"
        + location
        + "' before retrying. "
        + NOT_DELETED;
  }

  /** For INSERT. */
  public static String ofInsert(String manifestLocation) {
    return "If a data manifest file was generated at '"
        + manifestLocation
        + "', you may need to manually clean the data from locations specified in the manifest. "
        + NOT_DELETED;
  }
}
