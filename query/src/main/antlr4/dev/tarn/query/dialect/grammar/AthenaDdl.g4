/*
 * Athena's Hive-style statements. Every alternative of `statement` is one statement; what it means
 * is in HiveStatementBuilder. Almost every keyword may also be a name, as on AWS, where a column may
 * be called LIKE. Blanks and comments are on the hidden channel so that error texts can quote them.
 *
 * The order and the spelling of alternatives matter: they make the expectations in error texts. An
 * EOF inside an alternative makes ANTLR say "extraneous input" where AWS does.
 */
grammar AthenaDdl;

options { caseInsensitive = true; }

singleStatement
    : statement EOF
    ;

statement
    : CREATE (DATABASE | SCHEMA) (IF NOT EXISTS)? databaseName
        (COMMENT comment=STRING)?
        (LOCATION location=STRING)?
        (WITH DBPROPERTIES properties)?                               #createDatabase
    | DROP (DATABASE | SCHEMA) (IF EXISTS)? databaseName
        (RESTRICT | CASCADE)?                                         #dropDatabase
    | ALTER (DATABASE | SCHEMA) name=identifier
        SET DBPROPERTIES properties                                   #setDatabaseProperties
    | CREATE EXTERNAL? TABLE (IF NOT EXISTS)? tableName
        ('(' columnDefinition (',' columnDefinition)* ')')?
        (COMMENT comment=STRING)?
        (PARTITIONED BY '(' partitionField (',' partitionField)* ')')?
        bucketing?
        rowFormat?
        fileFormat?
        (WITH SERDEPROPERTIES serdeProperties=properties)?
        (LOCATION location=STRING)?
        (TBLPROPERTIES tableProperties=properties)?                   #createTable
    | DROP TABLE (IF EXISTS)? tableName PURGE?                        #dropTable
    | ALTER TABLE tableName partitionSpec? ADD COLUMNS columnList     #addColumns
    | ALTER TABLE tableName partitionSpec? REPLACE COLUMNS columnList #replaceColumns
    | ALTER TABLE tableName CHANGE COLUMN? old=identifier
        columnDefinition (FIRST | AFTER after=identifier)?            #changeColumn
    | ALTER TABLE tableName DROP COLUMN columnPath                    #dropColumn
    | ALTER TABLE tableName RENAME TO target=tableName                #renameTable
    | ALTER TABLE tableName partitionSpec? SET LOCATION STRING        #setLocation
    | ALTER TABLE tableName SET TBLPROPERTIES properties              #setTableProperties
    | ALTER TABLE tableName UNSET TBLPROPERTIES (IF EXISTS)?
        '(' STRING (',' STRING)* ')'                                  #unsetTableProperties
    | ALTER TABLE tableName ADD (IF NOT EXISTS)? newPartition+        #addPartitions
    | ALTER TABLE tableName DROP (IF EXISTS)?
        partitionCondition (',' partitionCondition)*                  #dropPartitions
    | ALTER TABLE tableName source=partitionSpec
        RENAME TO target=partitionSpec                                #renamePartition
    | MSCK REPAIR TABLE tableName                                     #repairTable
    | SHOW (DATABASES | SCHEMAS) (LIKE? pattern=STRING)?              #showDatabases
    | SHOW TABLES ((IN | FROM) databaseName)?
        (LIKE? pattern=STRING)? EOF                                   #showTables
    | SHOW VIEWS ((IN | FROM) databaseName)?
        (LIKE? pattern=STRING)? EOF                                   #showViews
    | SHOW COLUMNS (IN | FROM) anyName
        ((IN | FROM) database=identifier)?                            #showColumns
    | SHOW PARTITIONS tableName partitionSpec?                        #showPartitions
    | SHOW CREATE TABLE anyName                                       #showCreateTable
    | SHOW CREATE VIEW anyName                                        #showCreateView
    | SHOW TBLPROPERTIES tableName ('(' key=STRING ')')?              #showTableProperties
    | (DESCRIBE | DESC) (EXTENDED | FORMATTED)? anyName
        partitionSpec? describedColumn?                               #describeTable
    ;

// At most a catalog and a database.
databaseName
    : identifier ('.' identifier)?
    ;

// At most a catalog, a database and a table.
tableName
    : identifier ('.' identifier ('.' identifier)?)?
    ;

// Any number of parts; too many are refused with a text of their own.
anyName
    : identifier ('.' identifier)*
    ;

columnPath
    : identifier ('.' identifier)*
    ;

// DESCRIBE t column.field.'$elem$'
describedColumn
    : identifier ('.' (identifier | STRING))*
    ;

columnList
    : '(' columnDefinition (',' columnDefinition)* ')'
    ;

columnDefinition
    : identifier dataType (COMMENT STRING)?
    ;

// A column with a type, a column without one (Iceberg), or an Iceberg partition transform.
partitionField
    : identifier '(' transformArgument (',' transformArgument)* ')'   #transformField
    | identifier (dataType (COMMENT STRING)?)?                        #columnField
    ;

transformArgument
    : INTEGER_VALUE
    | identifier
    ;

dataType
    : ARRAY '<' dataType '>'                                          #arrayType
    | MAP '<' dataType ',' dataType '>'                               #mapType
    | STRUCT '<' structField (',' structField)* '>'                   #structType
    | UNIONTYPE '<' dataType (',' dataType)* '>'                      #unionType
    | identifier ('(' INTEGER_VALUE (',' INTEGER_VALUE)? ')')?        #primitiveType
    ;

structField
    : identifier ':' dataType (COMMENT STRING)?
    ;

bucketing
    : CLUSTERED BY '(' identifier (',' identifier)* ')'
        (SORTED BY '(' sortColumn (',' sortColumn)* ')')?
        INTO INTEGER_VALUE BUCKETS
    ;

sortColumn
    : identifier (ASC | DESC)?
    ;

rowFormat
    : ROW FORMAT DELIMITED
        (FIELDS TERMINATED BY fields=STRING (ESCAPED BY escape=STRING)?)?
        (COLLECTION ITEMS TERMINATED BY items=STRING)?
        (MAP KEYS TERMINATED BY keys=STRING)?
        (LINES TERMINATED BY lines=STRING)?
        (NULL DEFINED AS nullText=STRING)?                            #delimitedFormat
    | ROW FORMAT SERDE STRING (WITH SERDEPROPERTIES properties)?      #serdeFormat
    ;

fileFormat
    : STORED AS INPUTFORMAT input=STRING OUTPUTFORMAT output=STRING   #classFormat
    | STORED AS identifier                                            #namedFormat
    ;

properties
    : '(' property (',' property)* ')'
    ;

property
    : key=STRING '=' value=STRING
    ;

partitionSpec
    : PARTITION '(' partitionValue (',' partitionValue)* ')'
    ;

partitionValue
    : identifier '=' constant
    ;

newPartition
    : partitionSpec (LOCATION STRING)?
    ;

partitionCondition
    : PARTITION '(' comparison (',' comparison)* ')'
    ;

comparison
    : identifier comparisonOperator constant
    ;

comparisonOperator
    : '='
    | '<>'
    | '!='
    | '<'
    | '<='
    | '>'
    | '>='
    ;

constant
    : STRING
    | '-'? (INTEGER_VALUE | DECIMAL_VALUE)
    | identifier STRING?
    ;

identifier
    : IDENTIFIER
    | BACKQUOTED_IDENTIFIER
    | keyword
    ;

keyword
    : ADD | AFTER | ALTER | ARRAY | AS | ASC | BUCKETS | BY | CASCADE | CHANGE | CLUSTERED
    | COLLECTION | COLUMN | COLUMNS | COMMENT | CREATE | DATABASE | DATABASES | DBPROPERTIES
    | DEFINED | DELIMITED | DESC | DESCRIBE | DROP | ESCAPED | EXISTS | EXTENDED | EXTERNAL
    | FIELDS | FIRST | FORMAT | FORMATTED | FROM | IF | IN | INPUTFORMAT | INTO | ITEMS | KEYS
    | LIKE | LINES | LOCATION | MAP | MSCK | NOT | NULL | OUTPUTFORMAT | PARTITION | PARTITIONED
    | PARTITIONS | PURGE | RENAME | REPAIR | REPLACE | RESTRICT | ROW | SCHEMA | SCHEMAS | SERDE
    | SERDEPROPERTIES | SET | SHOW | SORTED | STORED | STRUCT | TABLE | TABLES | TBLPROPERTIES
    | TERMINATED | TO | UNIONTYPE | UNSET | VIEW | VIEWS | WITH
    ;

ADD: 'ADD';
AFTER: 'AFTER';
ALTER: 'ALTER';
ARRAY: 'ARRAY';
AS: 'AS';
ASC: 'ASC';
BUCKETS: 'BUCKETS';
BY: 'BY';
CASCADE: 'CASCADE';
CHANGE: 'CHANGE';
CLUSTERED: 'CLUSTERED';
COLLECTION: 'COLLECTION';
COLUMN: 'COLUMN';
COLUMNS: 'COLUMNS';
COMMENT: 'COMMENT';
CREATE: 'CREATE';
DATABASE: 'DATABASE';
DATABASES: 'DATABASES';
DBPROPERTIES: 'DBPROPERTIES';
DEFINED: 'DEFINED';
DELIMITED: 'DELIMITED';
DESC: 'DESC';
DESCRIBE: 'DESCRIBE';
DROP: 'DROP';
ESCAPED: 'ESCAPED';
EXISTS: 'EXISTS';
EXTENDED: 'EXTENDED';
EXTERNAL: 'EXTERNAL';
FIELDS: 'FIELDS';
FIRST: 'FIRST';
FORMAT: 'FORMAT';
FORMATTED: 'FORMATTED';
FROM: 'FROM';
IF: 'IF';
IN: 'IN';
INPUTFORMAT: 'INPUTFORMAT';
INTO: 'INTO';
ITEMS: 'ITEMS';
KEYS: 'KEYS';
LIKE: 'LIKE';
LINES: 'LINES';
LOCATION: 'LOCATION';
MAP: 'MAP';
MSCK: 'MSCK';
NOT: 'NOT';
NULL: 'NULL';
OUTPUTFORMAT: 'OUTPUTFORMAT';
PARTITION: 'PARTITION';
PARTITIONED: 'PARTITIONED';
PARTITIONS: 'PARTITIONS';
PURGE: 'PURGE';
RENAME: 'RENAME';
REPAIR: 'REPAIR';
REPLACE: 'REPLACE';
RESTRICT: 'RESTRICT';
ROW: 'ROW';
SCHEMA: 'SCHEMA';
SCHEMAS: 'SCHEMAS';
SERDE: 'SERDE';
SERDEPROPERTIES: 'SERDEPROPERTIES';
SET: 'SET';
SHOW: 'SHOW';
SORTED: 'SORTED';
STORED: 'STORED';
STRUCT: 'STRUCT';
TABLE: 'TABLE';
TABLES: 'TABLES';
TBLPROPERTIES: 'TBLPROPERTIES';
TERMINATED: 'TERMINATED';
TO: 'TO';
UNIONTYPE: 'UNIONTYPE';
UNSET: 'UNSET';
VIEW: 'VIEW';
VIEWS: 'VIEWS';
WITH: 'WITH';

// In quotes of either kind; a backslash escapes.
STRING
    : '\'' (~['\\] | '\\' .)* '\''
    | '"' (~["\\] | '\\' .)* '"'
    ;

INTEGER_VALUE
    : DIGIT+
    ;

DECIMAL_VALUE
    : DIGIT+ '.' DIGIT+
    ;

// A name that begins with an underscore or a digit needs backticks.
IDENTIFIER
    : [A-Z] ([A-Z] | DIGIT | '_')*
    ;

BACKQUOTED_IDENTIFIER
    : '`' (~'`' | '``')* '`'
    ;

SEMICOLON: ';';

LINE_COMMENT
    : '--' ~[\r\n]* -> channel(HIDDEN)
    ;

BLOCK_COMMENT
    : '/*' .*? '*/' -> channel(HIDDEN)
    ;

BLANKS
    : [ \t\r\n\u000B\u000C]+ -> channel(HIDDEN)
    ;

// Makes the lexer total: what is not a token is the parser's problem, with a position.
UNRECOGNIZED
    : .
    ;

fragment DIGIT
    : [0-9]
    ;
