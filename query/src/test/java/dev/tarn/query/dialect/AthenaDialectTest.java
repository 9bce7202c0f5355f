package dev.tarn.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/**
 * Statements, their classification and the texts with which AWS refuses them (measured on the
 * service unless the dialect's code says otherwise).
 */
final class AthenaDialectTest {
  private static final String REQUEST_ID = "b6a5b8a0-0000-4000-8000-000000000001";

  private final AthenaDialect dialect =
      new AthenaDialect(
          new FakeTables()
              .with("db", "t", "EXTERNAL_TABLE")
              .with("other", "t", "EXTERNAL_TABLE")
              .with("db", "v", "VIRTUAL_VIEW"),
          () -> REQUEST_ID);

  private ParsedStatement parse(String sql, String... parameters) {
    return dialect.parse(
        sql,
        new DialectContext(
            "AwsDataCatalog",
            Optional.of("db"),
            "s3://bucket/out/",
            "11111111-2222-4333-8444-555555555555",
            List.of(parameters)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          SELECT 1                                              | DML     | SELECT                    | CSV
          (SELECT 1)                                            | DML     | SELECT                    | CSV
          WITH a AS (SELECT 1 x) SELECT x FROM a                | DML     | SELECT                    | CSV
          VALUES 1, 2                                           | DML     | SELECT                    | CSV
          TABLE t                                               | DML     | SELECT                    | CSV
          -- comment ^r; SELECT 1                               | DML     | SELECT                    | CSV
          INSERT INTO t VALUES (1)                              | DML     | INSERT                    | INSERT
          UPDATE t SET a = 1                                    | DML     | UPDATE                    | ROW_CHANGES
          DELETE FROM t                                         | DML     | DELETE                    | ROW_CHANGES
          MERGE INTO t USING s ON (t.a = s.a) WHEN MATCHED THEN DELETE | DML | MERGE                  | ROW_CHANGES
          EXPLAIN SELECT 1                                      | DML     | EXPLAIN                   | EXPLAIN
          EXPLAIN ANALYZE SELECT 1                              | DML     | EXPLAIN                   | EXPLAIN
          EXECUTE q USING 1                                     | DML     | EXECUTE                   | CSV
          CREATE TABLE x AS SELECT 1 a                          | DDL     | CREATE_TABLE_AS_SELECT    | TABLES
          CREATE TABLE "x" WITH (format = 'ORC') AS SELECT 1 a  | DDL     | CREATE_TABLE_AS_SELECT    | TABLES
          OPTIMIZE t REWRITE DATA USING BIN_PACK                | DDL     | CREATE_TABLE_AS_SELECT    | TXT
          CREATE EXTERNAL TABLE x (a int) LOCATION 's3://b/x/'  | DDL     | CREATE_TABLE              | TXT
          CREATE VIEW w AS SELECT 1 a                           | DDL     | CREATE_VIEW               | TXT
          CREATE OR REPLACE VIEW "db"."w" AS SELECT 1 a         | DDL     | CREATE_VIEW               | TXT
          DROP TABLE t                                          | DDL     | DROP_TABLE                | TXT
          DROP VIEW "v"                                         | DDL     | DROP_VIEW                 | TXT
          CREATE DATABASE x                                     | DDL     | CREATE_DATABASE           | TXT
          create schema if not exists x                         | DDL     | CREATE_DATABASE           | TXT
          DROP DATABASE x CASCADE                               | DDL     | DROP_DATABASE             | TXT
          MSCK REPAIR TABLE t                                   | DDL     | MSCK_REPAIR               | TXT
          ALTER TABLE t ADD COLUMNS (a int)                     | DDL     | ALTER_TABLE_ADD_COLUMN    | TXT
          ALTER TABLE t REPLACE COLUMNS (a int)                 | DDL     | ALTER_TABLE_REPLACE_COLUMN | TXT
          ALTER TABLE t CHANGE COLUMN a b int AFTER c           | DDL     | ALTER_TABLE_CHANGE_COLUMN | TXT
          ALTER TABLE t DROP COLUMN a                           | DDL     | ALTER_TABLE_DROP_COLUMN   | TXT
          ALTER TABLE t ADD PARTITION (dt='x')                  | DDL     | ALTER_TABLE_ADD_PARTITION | TXT
          ALTER TABLE t DROP PARTITION (dt='x')                 | DDL     | ALTER_TABLE_DROP_PARTITION | TXT
          ALTER TABLE t SET LOCATION 's3://b/y/'                | DDL     | ALTER_TABLE_SET_LOCATION  | TXT
          ALTER TABLE t SET TBLPROPERTIES ('a'='b')             | DDL     | ALTER_TABLE_PROPERTIES    | TXT
          ALTER TABLE t UNSET TBLPROPERTIES ('a')               | DDL     | ALTER_TABLE_PROPERTIES    | TXT
          ALTER TABLE t RENAME TO u                             | DDL     | ALTER_TABLE_RENAME        | TXT
          DESCRIBE t                                            | UTILITY | DESCRIBE_TABLE            | TXT
          DESC FORMATTED other.t                                | UTILITY | DESCRIBE_TABLE            | TXT
          DESCRIBE v                                            | UTILITY | DESC_VIEW                 | TXT
          SHOW TABLES                                           | UTILITY | SHOW_TABLES               | TXT
          SHOW TABLES IN db 'a*'                                | UTILITY | SHOW_TABLES               | TXT
          SHOW DATABASES                                        | UTILITY | SHOW_DATABASES            | TXT
          SHOW SCHEMAS LIKE '.*x'                               | UTILITY | SHOW_DATABASES            | TXT
          SHOW COLUMNS IN t                                     | UTILITY | SHOW_COLUMNS              | TXT
          SHOW COLUMNS FROM v IN db                             | UTILITY | DESC_VIEW                 | TXT
          SHOW CREATE TABLE `db.t`                              | UTILITY | SHOW_CREATE_TABLE         | TXT
          SHOW CREATE VIEW v                                    | UTILITY | SHOW_CREATE_VIEW          | TXT
          SHOW PARTITIONS t                                     | UTILITY | SHOW_PARTITIONS           | TXT
          SHOW TBLPROPERTIES t('a')                             | UTILITY | SHOW_TABLE_PROPERTIES     | TXT
          SHOW FUNCTIONS                                        | UTILITY | SHOW_FUNCTIONS            | CSV
          SHOW VIEWS                                            | UTILITY | SHOW_VIEWS                | TXT
          PREPARE q FROM SELECT 1                               | UTILITY | PREPARE                   | TXT
          """)
  void classifies(String sql, String type, String substatement, ResultFile file) {
    ParsedStatement statement = parse(sql.replace("^r;", "\n"));

    assertThat(statement.statementType()).hasToString(type);
    assertThat(statement.substatementType()).isEqualTo(substatement);
    assertThat(statement.resultFile()).isEqualTo(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          SELEC 1                              | line 1:1: mismatched input 'SELEC'. Expecting: 'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', 'TRUNCATE', 'UNLOAD', 'UPDATE', 'USE', <query>
          SELECT * FROM                        | Queries of this type are not supported
          SELECT FROM t                        | Queries of this type are not supported
          START TRANSACTION                    | Queries of this type are not supported
          USE db                               | Queries of this type are not supported
          CREATE INDEX i ON TABLE t (a)        | Queries of this type are not supported
          SELECT * FROM system.runtime.nodes   | Queries of this type are not supported
          SHOW CREATE TABLE "t"                | Queries of this type are not supported
          SHOW SESSION                         | line 1:6: no viable alternative at input 'SHOW SESSION'
          SHOW STATS FOR t                     | line 1:6: no viable alternative at input 'SHOW STATS'
          CREATE OR REPLACE TABLE t AS SELECT 1 a | line 1:19: mismatched input 'TABLE'. Expecting: 'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'
          CREATE EXTERNAL TABLE t (n int NOT NULL) LOCATION 's3://b/' | line 1:8: mismatched input 'EXTERNAL'. Expecting: 'MATERIALIZED', 'MULTI', 'OR', 'PROTECTED', 'ROLE', 'SCHEMA', 'TABLE', 'VIEW'
          CREATE TABLE t (n int)               | No location was specified for table. An S3 location must be specified
          CREATE TABLE t (n nonsense)          | No location was specified for table. An S3 location must be specified
          CREATE TABLE t (LIKE u)              | No location was specified for table. An S3 location must be specified
          CREATE TABLE t (n int) LOCATION 's3://b/' | External keyword required for table type HIVE
          CREATE EXTERNAL TABLE t (n int) LOCATION 's3://b/' TBLPROPERTIES('table_type'='ICEBERG') | External keyword not supported for table type ICEBERG
          CREATE TABLE t (n int) WITH (format = 'ORC') | line 1:29: no viable alternative at input 'CREATE TABLE t (n int) WITH ('
          CREATE TABLE t (n int NOT NULL)      | line 1:23: no viable alternative at input 'CREATE TABLE t (n int NOT'
          CREATE TABLE t (n timestamp(3) with time zone) | line 1:32: no viable alternative at input 'CREATE TABLE t (n timestamp(3) with'
          CREATE TABLE t (n double precision)  | line 1:26: no viable alternative at input 'CREATE TABLE t (n double precision'
          CREATE TABLE t (n row(a int))        | line 1:23: no viable alternative at input 'CREATE TABLE t (n row(a'
          CREATE TABLE t (n array(row(a int))) | line 1:25: no viable alternative at input 'CREATE TABLE t (n array(row'
          CREATE TABLE t (LIKE db.u)           | line 1:24: no viable alternative at input 'CREATE TABLE t (LIKE db.'
          CREATE TABLE "t" (n int)             | line 1:14: no viable alternative at input 'CREATE TABLE "t"'
          DROP TABLE a.b.c.d                   | line 1:17: mismatched input '.' expecting {<EOF>, 'PURGE'}
          INSERT OVERWRITE t SELECT 1          | line 1:8: mismatched input 'OVERWRITE'. Expecting: 'INTO'
          ALTER TABLE IF EXISTS t ADD COLUMN c int | line 1:16: no viable alternative at input 'ALTER TABLE IF EXISTS'
          ALTER TABLE IF EXISTS t ALTER COLUMN c SET DATA TYPE bigint | line 1:25: mismatched input 'ALTER'. Expecting: '.', 'ADD', 'DROP', 'RENAME'
          ALTER TABLE t ADD COLUMN c int       | line 1:19: no viable alternative at input 'ALTER TABLE t ADD COLUMN'
          ALTER TABLE t RENAME COLUMN a TO b   | line 1:22: missing 'TO' at 'COLUMN'
          ALTER TABLE t SET PROPERTIES x = 1   | line 1:19: no viable alternative at input 'ALTER TABLE t SET PROPERTIES'
          ALTER TABLE t SET AUTHORIZATION u    | line 1:19: no viable alternative at input 'ALTER TABLE t SET AUTHORIZATION'
          ALTER TABLE t EXECUTE optimize       | line 1:15: no viable alternative at input 'ALTER TABLE t EXECUTE'
          ALTER TABLE t ALTER COLUMN c SET DATA TYPE bigint | line 1:15: mismatched input 'ALTER'. Expecting: '.', 'ADD', 'DROP', 'EXECUTE', 'RENAME', 'SET'
          ALTER TABLE t DROP COLUMN IF EXISTS m | line 1:30: mismatched input 'EXISTS' expecting {<EOF>, '.'}
          ALTER TABLE t DROP COLUMNS (a)       | line 1:20: mismatched input 'COLUMNS'. Expecting: '.', 'DROP'
          SHOW TABLES IN a.b.c                 | line 1:19: mismatched input '.' expecting {<EOF>, 'LIKE', STRING}
          SHOW TABLES IN a.b."c"               | line 1:19: extraneous input '.' expecting {<EOF>, 'LIKE', STRING}
          DESCRIBE A.b.c.d                     | Invalid table name a.b.c.d
          SHOW COLUMNS FROM a.b.c.d            | Invalid table name a.b.c.d
          SHOW CREATE TABLE a.b.c.d            | Invalid table name a.b.c.d
          DESCRIBE "t"                         | line 1:10: no viable alternative at input 'DESCRIBE "t"'
          DESC db."t"                          | line 1:9: no viable alternative at input 'db."t"'
          DROP TABLE a."x"                     | line 1:14: no viable alternative at input 'a."x"'
          ALTER TABLE a."x" DROP COLUMN c      | line 1:15: no viable alternative at input 'ALTER TABLE a."x"'
          SHOW CREATE TABLE a."t"              | Queries of this type are not supported
          OPTIMIZE "t" REWRITE DATA USING BIN_PACK | line 1:1: mismatched input 'OPTIMIZE'. Expecting: 'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', 'TRUNCATE', 'UNLOAD', 'UPDATE', 'USE', <query>
          CREATE TABLE a.b.c.d AS SELECT 1 x   | Invalid table name a.b.c.d
          DESCRIBE Nope.db.t                   | Catalog 'Nope' does not exist
          SELECT 1; SELECT 2                   | Only one sql statement is allowed. Got: SELECT 1; SELECT 2
          SELECT 1; -- done                    | Only one sql statement is allowed. Got: SELECT 1; -- done
          ;                                    | Empty sql statement: ;
          """)
  void refuses(String sql, String message) {
    assertThatThrownBy(() -> parse(sql))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
              assertThat(e.statusCode()).isEqualTo(400);
            });
  }

  @Test
  void missingTableIsRefusedWhileDescribing() {
    assertThatThrownBy(() -> parse("DESCRIBE missing"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.athenaErrorCode()).isEqualTo("INVALID_INPUT");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code:"
                          + " EntityNotFoundException; Request ID: "
                          + REQUEST_ID
                          + "; Proxy: null)");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          ^  SELECT 1 ; ^                     | SELECT 1
          ^SELECT 1;;^                        | SELECT 1
          SELECT ';' ;                        | SELECT ';'
          SHOW PARTITIONS awsdatacatalog.db.t | SHOW PARTITIONS db.t
          DESCRIBE db.t                       | DESCRIBE t
          DESCRIBE AwsDataCatalog.db.t;       | DESCRIBE t
          DROP TABLE IF EXISTS `t`;           | DROP TABLE IF EXISTS `t`
          """)
  void echoesTheQuery(String sql, String echo) {
    assertThat(parse(sql).echo()).isEqualTo(echo);
  }

  @Test
  void describeMovesTheDatabaseIntoTheContext() {
    assertThat(parse("DESCRIBE other.t").echoDatabase()).contains("other");
    assertThat(parse("DESCRIBE t").echoDatabase()).isEmpty();
  }
}
