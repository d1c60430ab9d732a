<?php
/**
 * The block editor.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the panel into the editor of every type that is guarded.
 */
final class Editor {
	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * The editor.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_action( 'enqueue_block_editor_assets', array( $this, 'enqueue' ) );
	}

	/**
	 * Loads script and style.
	 */
	public function enqueue() {
		$screen = get_current_screen();
		if ( ! $screen || 'post' !== $screen->base || ! Types::is_guarded( $screen->post_type ) ) {
			return;
		}
		wp_enqueue_script(
			'neutral-gate-editor',
			plugins_url( 'assets/editor.js', FILE ),
			array( 'wp-plugins', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-data', 'wp-components', 'wp-api-fetch', 'wp-i18n', 'wp-blocks' ),
			VERSION,
			true
		);
		$facts = array( 'reasons' => Overrides::reasons() );
		wp_add_inline_script( 'neutral-gate-editor', 'window.neutralGateFacts = ' . wp_json_encode( $facts, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
		wp_set_script_translations( 'neutral-gate-editor', 'neutral-gate', dirname( FILE ) . '/languages' );
		wp_enqueue_style( 'neutral-gate-editor', plugins_url( 'assets/editor.css', FILE ), array(), VERSION );
	}
}
