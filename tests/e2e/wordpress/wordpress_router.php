<?php
// Stands in for a web server's rewriting: real files, folders with an index.php, and all else to WordPress.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( is_dir( $root . $path ) && '/' !== substr( $path, -1 ) ) {
	header( 'Location: ' . $path . '/' );
	return;
}
if ( '/' !== $path && is_file( $root . $path ) ) {
	return false;
}
$script = is_file( $root . $path . 'index.php' ) ? $path . 'index.php' : '/index.php';
chdir( dirname( $root . $script ) );
$_SERVER['SCRIPT_NAME'] = $script;
$_SERVER['PHP_SELF']    = $script;
require $root . $script;
