<?php
// Installs WordPress into the folder given, with people and the plugin. Arguments: folder, address.
list( , $folder, $address ) = $argv;
$_SERVER['HTTP_HOST']       = parse_url( $address, PHP_URL_HOST ) . ':' . parse_url( $address, PHP_URL_PORT );
$_SERVER['REQUEST_URI']     = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define( 'WP_INSTALLING', true );
require $folder . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Gate test', 'admin', 'admin@example.test', true, '', 'adminpass' );
update_option( 'permalink_structure', '/%postname%/' );
$editor = wp_insert_user(
	array(
		'user_login' => 'editor',
		'user_pass'  => 'editorpass',
		'user_email' => 'editor@example.test',
		'role'       => 'editor',
	)
);
get_role( 'editor' )->add_cap( 'neutral_gate_override' );
$fault = activate_plugin( 'neutral-gate/neutral-gate.php' );
if ( is_wp_error( $fault ) ) {
	fwrite( STDERR, $fault->get_error_message() );
	exit( 1 );
}
$passwords = array();
foreach ( array( 1, $editor ) as $user ) {
	list( $passwords[] ) = WP_Application_Passwords::create_new_application_password( $user, array( 'name' => 'tests' ) );
}
echo json_encode( $passwords );
