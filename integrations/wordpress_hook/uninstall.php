<?php
/**
 * Takes out all that the plugin has stored, on every site of a network. Revisions with an author's words stay.
 *
 * @package NeutralGate
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Takes it out of one site.
 */
function neutral_gate_uninstall_site() {
	global $wpdb;
	foreach ( array( 'neutral_gate_settings', 'neutral_gate_windows', 'neutral_gate_sweep_cursor' ) as $option ) {
		delete_option( $option );
	}
	foreach ( array( '_neutral_gate_record', '_neutral_gate_hold', '_neutral_gate_override', '_neutral_gate_parked', '_neutral_gate_tries' ) as $key ) {
		delete_post_meta_by_key( $key );
	}
	foreach ( array( '_transient_neutral_gate_', '_transient_timeout_neutral_gate_' ) as $start ) {
		$wpdb->query( $wpdb->prepare( "DELETE FROM $wpdb->options WHERE option_name LIKE %s", $wpdb->esc_like( $start ) . '%' ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WordPress has no call for it.
	}
	foreach ( array( 'neutral_gate_sweep', 'neutral_gate_sweep_soon' ) as $hook ) {
		wp_clear_scheduled_hook( $hook );
	}
	foreach ( array_keys( wp_roles()->roles ) as $name ) {
		$role = get_role( $name );
		if ( $role ) {
			$role->remove_cap( 'neutral_gate_override' );
		}
	}
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $neutral_gate_site ) { // phpcs:ignore WordPress.Arrays -- short enough for one line.
		switch_to_blog( $neutral_gate_site );
		neutral_gate_uninstall_site();
		restore_current_blog();
	}
	delete_site_option( 'neutral_gate_settings' );
} else {
	neutral_gate_uninstall_site();
}
