<?php
// Turns an installed WordPress into a network in folders, with a second site. Arguments: folder, host with port.
list( , $folder, $host ) = $argv;
$_SERVER['HTTP_HOST']       = $host;
$_SERVER['REQUEST_URI']     = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
if ( ! isset( $argv[3] ) ) {
	define( 'WP_INSTALLING_NETWORK', true );
	require $folder . '/wp-load.php';
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	require_once ABSPATH . 'wp-admin/includes/network.php';
	foreach ( $wpdb->tables( 'ms_global' ) as $table => $name ) {
		$wpdb->$table = $name;
	}
	install_network();
	$made = populate_network( 1, $host, 'admin@example.test', 'Network', '/', false );
	if ( is_wp_error( $made ) && 'no_wildcard_dns' !== $made->get_error_code() ) {
		fwrite( STDERR, $made->get_error_message() );
		exit( 1 );
	}
	exit;
}
require $folder . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
deactivate_plugins( 'neutral-gate/neutral-gate.php' );
activate_plugin( 'neutral-gate/neutral-gate.php', '', true );
add_filter( 'pre_wp_mail', '__return_true' );
$second = wpmu_create_blog( $host, '/second/', 'Second', 1 );
if ( is_wp_error( $second ) ) {
	fwrite( STDERR, $second->get_error_message() );
	exit( 1 );
}
echo $second;
