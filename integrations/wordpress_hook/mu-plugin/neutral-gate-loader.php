<?php
/**
 * Plugin Name: Neutral Gate (must use)
 * Description: Loads Neutral Gate where it cannot be switched off in the admin. Copy this file to wp-content/mu-plugins.
 * License:     GPL-2.0-or-later
 *
 * @package NeutralGate
 */

defined( 'ABSPATH' ) || exit;

if ( is_file( WP_PLUGIN_DIR . '/neutral-gate/neutral-gate.php' ) ) {
	require_once WP_PLUGIN_DIR . '/neutral-gate/neutral-gate.php';
}
